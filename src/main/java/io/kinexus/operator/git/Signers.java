package io.kinexus.operator.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.signing.ssh.SshSignatureVerifierFactory;

/**
 * Those who may sign commits: one file, either {@code ssh-keygen}'s allowed signers or OpenPGP public keys in ASCII armour. No
 * key ring of the machine's is looked at. Read anew for every commit.
 *
 * @see <a href="https://man.openbsd.org/ssh-keygen#ALLOWED_SIGNERS">allowed signers</a>
 */
final class Signers {
    private static final String SSH = "-----BEGIN SSH SIGNATURE-----";
    private static final String OPENPGP = "-----BEGIN PGP SIGNATURE-----";
    private static final String KEYS = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

    private final Path file;
    private final Repository repository;

    Signers(Path file, Repository repository) {
        this.file = file;
        this.repository = repository;
    }

    /**
     * @param commit with its body
     * @throws GitRefused unless one of them has signed exactly this
     */
    void check(RevCommit commit) {
        SignedCommit signed = SignedCommit.of(commit.getRawBuffer());
        String signature = signed.signature().orElseThrow(() -> refusal(commit, "is not signed"));
        try {
            boolean openPgp =
                    Files.readString(file, StandardCharsets.ISO_8859_1).contains(KEYS);
            if (!signature.startsWith(openPgp ? OPENPGP : SSH)) {
                throw refusal(
                        commit,
                        "is signed in another way than by the " + (openPgp ? "OpenPGP" : "SSH") + " keys in " + file);
            }
            if (openPgp) {
                OpenPgpKeys.read(file).check(signed.payloadBytes(), signature, why -> refusal(commit, why));
            } else {
                ssh(commit, signed, signature);
            }
        } catch (IOException unreadable) {
            throw refusal(commit, "cannot be checked against " + file + ": " + unreadable.getMessage());
        }
    }

    private void ssh(RevCommit commit, SignedCommit signed, String signature) throws IOException {
        Config config = new Config();
        config.setString(
                "gpg", "ssh", "allowedSignersFile", file.toAbsolutePath().toString());
        SignatureVerifier verifier = new SshSignatureVerifierFactory().create();
        SignatureVerification result = verifier.verify(
                repository,
                new GpgConfig(config),
                signed.payloadBytes(),
                signature.getBytes(StandardCharsets.ISO_8859_1));
        if (result == null || !result.verified() || result.expired()) {
            String why = result == null || result.message() == null ? "" : ": " + result.message();
            throw refusal(commit, "is signed, but by nobody whom " + file + " allows at its time" + why);
        }
    }

    private static GitRefused refusal(RevCommit commit, String why) {
        return new GitRefused("commit " + commit.name() + " " + why);
    }
}
