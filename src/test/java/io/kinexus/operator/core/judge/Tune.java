package io.kinexus.operator.core.judge;

import io.kinexus.operator.core.health.Verdict.Level;
import java.io.InputStream;
import java.util.Properties;

final class Tune {
    private Tune() {}

    public static void main(String[] args) throws Exception {
        Properties p = new Properties();
        try (InputStream in = Tune.class.getResourceAsStream("/judge/noise.properties")) {
            p.load(in);
        }
        Properties flat = new Properties();
        flat.putAll(p);
        for (String k :
                new String[] {"daily", "jitter", "wobble", "burst.alone.perHour", "burst.together.perHour", "missing"
                }) {
            flat.setProperty(k, "0");
        }
        int runs = Integer.parseInt(args[0]);
        double[] rps = {10, 25, 50, 100, 500};
        int steps = 0;
        int rests = 0;
        int unknown = 0;
        for (int i = 0; i < runs; i++) {
            Trial t = new Trial(p, i, rps[i % rps.length], new double[] {0.0005, 0.001, 0.003}[i % 3]);
            if (t.step(0.05, new double[] {0.0005, 0.001, 0.003}[i % 3]).isPresent()) {
                steps++;
                System.out.println(rps[i % rps.length] + " step: " + t.last.because());
                continue;
            }
            if (t.last.level() == Level.UNKNOWN) {
                unknown++;
            }
            if (t.rest(new double[] {0.0005, 0.001, 0.003}[i % 3]).isPresent()) {
                rests++;
                System.out.println(rps[i % rps.length] + " rest: " + t.last.because());
            }
        }
        System.out.println("healthy " + runs + ": false in step " + steps + ", later " + rests
                + ", unknown at the end of step " + unknown);
        for (double r : new double[] {10, 25, 50, 100}) {
            for (double e : new double[] {0.005, 0.01, 0.02, 0.05, 0.2}) {
                int five = 0;
                int ten = 0;
                int two = 0;
                for (int i = 0; i < 1000; i++) {
                    var at = new Trial(flat, 1_000_000 + i, r, 0.001).step(0.05, e);
                    two += at.isPresent() && at.get() <= 2 ? 1 : 0;
                    five += at.isPresent() && at.get() <= 5 ? 1 : 0;
                    ten += at.isPresent() ? 1 : 0;
                }
                System.out.println(r + "/s " + 100 * e + "%: in 2 " + two + ", in 5 " + five + ", in 10 " + ten);
            }
        }
    }
}
