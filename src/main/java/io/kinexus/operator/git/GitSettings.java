package io.kinexus.operator.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where desired state is kept in git, and what proves that it is what it should be. Every secret is a file or an answer that
 * is asked for when it is needed, and is kept nowhere.
 *
 * @param branch the remote's HEAD when left out
 * @param path the folder in the repository that holds a folder for each environment; empty for the root
 * @param sshPassphrase of the key, when it has one
 * @param authorities certificates in PEM to trust beside those of the JVM
 * @param loopback whether a server on this machine is allowed
 * @param signers empty unless commits must be signed by one of these
 * @param rewrites whether a commit may be in force that does not build on the one before
 */
public record GitSettings(
        String url,
        Optional<String> branch,
        String path,
        String user,
        Secret token,
        Optional<Path> sshKey,
        Secret sshPassphrase,
        Optional<Path> knownHosts,
        Optional<Path> authorities,
        boolean loopback,
        Duration timeout,
        Optional<Path> signers,
        boolean rewrites) {

    /** A secret that is read anew whenever it is needed, so that it can be changed while the operator runs. */
    @FunctionalInterface
    public interface Secret {
        /** There is none. */
        Secret NONE = Optional::empty;

        /** @throws GitRefused when it is configured and cannot be read */
        Optional<String> read();
    }
}
