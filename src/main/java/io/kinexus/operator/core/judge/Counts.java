package io.kinexus.operator.core.judge;

import java.util.List;

/** The sum over some minutes. */
record Counts(int minutes, double requests, double bad) {
    static Counts of(List<Minute> minutes) {
        return new Counts(
                minutes.size(),
                minutes.stream().mapToDouble(Minute::requests).sum(),
                minutes.stream().mapToDouble(Minute::bad).sum());
    }

    double share() {
        return requests == 0 ? 0 : bad / requests;
    }
}
