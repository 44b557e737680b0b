package io.kinexus.operator.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names by which leases tell processes apart: no two are alike, also on one machine and after a restart. */
final class Holders {
    private static final int BYTES = 4;

    private Holders() {}

    static String name() {
        byte[] dice = new byte[BYTES];
        new SecureRandom().nextBytes(dice);
        return host() + "-" + ProcessHandle.current().pid() + "-"
                + HexFormat.of().formatHex(dice);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
