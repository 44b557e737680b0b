package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.signing.ssh.SshSignerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that nobody allowed has signed is not in force, and what was in force stays so. */
class SignaturesTest {
    private static final PersonIdent SOMEBODY = new PersonIdent("somebody", "somebody@example.com");

    @TempDir
    Path folder;

    private final Certificates certificates = new Certificates();
    private final KeyPair ssh = SshGit.pair();
    private final PGPKeyPair pgp = pgp();
    private Repo repo;
    private HttpsGit server;
    private Path signers;

    @BeforeEach
    void start() throws IOException {
        repo = new Repo(folder.resolve("origin.git"));
        server = new HttpsGit(repo, certificates.server("localhost"));
        signers = folder.resolve("signers");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private interface Sign {
        String over(byte[] payload) throws Exception;
    }

    private ObjectId signed(Sign sign) throws Exception {
        CommitBuilder commit = unsigned();
        commit.setGpgSignature(new GpgSignature(sign.over(commit.build()).getBytes(StandardCharsets.US_ASCII)));
        return repo.point(Repo.MAIN, repo.insert(inserter -> inserter.insert(commit)));
    }

    private CommitBuilder unsigned() {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(repo.tree(Map.of("desired-state/test/environment.yaml", GitDesiredStateTest.ENVIRONMENT)));
        commit.setAuthor(SOMEBODY);
        commit.setCommitter(SOMEBODY);
        commit.setMessage("change\n");
        return commit;
    }

    private String poll() throws IOException {
        GitSettings plain = Settings.https(server.url(), certificates.pem(folder.resolve("ca.pem")));
        GitSettings settings = new GitSettings(
                plain.url(),
                plain.branch(),
                plain.path(),
                plain.user(),
                plain.token(),
                plain.sshKey(),
                plain.sshPassphrase(),
                plain.knownHosts(),
                plain.authorities(),
                plain.loopback(),
                plain.timeout(),
                Optional.of(signers),
                plain.rewrites());
        try (GitDesiredState state = new GitDesiredState(
                GitSource.open(settings, folder.resolve("home")), Kinds.installed(), InstantSource.system())) {
            state.poll();
            assertThat(state.commit().isPresent()).isEqualTo(state.trouble().isEmpty());
            return state.trouble().map(GitDesiredState.Trouble::why).orElse("");
        }
    }

    private String sshSignature(KeyPair pair, byte[] payload) throws Exception {
        Path key = folder.resolve("key-" + System.identityHashCode(pair));
        SshGit.written(pair, key, Optional.empty());
        Files.writeString(folder.resolve(key.getFileName() + ".pub"), PublicKeyEntry.toString(pair.getPublic()) + "\n");
        GpgSignature made = new SshSignerFactory()
                .create()
                .sign(
                        repo.repository,
                        new GpgConfig(new org.eclipse.jgit.lib.Config()),
                        payload,
                        SOMEBODY,
                        key.toString(),
                        org.eclipse.jgit.transport.CredentialsProvider.getDefault());
        return made.toExternalString();
    }

    private void allow(KeyPair pair, String options) throws IOException {
        Files.writeString(
                signers, "somebody@example.com " + options + " " + PublicKeyEntry.toString(pair.getPublic()) + "\n");
    }

    @Test
    void aCommitOfAnAllowedSshKeyIsInForce() throws Exception {
        allow(ssh, "namespaces=\"git\"");
        signed(payload -> sshSignature(ssh, payload));
        assertThat(poll()).isEmpty();
    }

    @Test
    void aCommitWithoutSignatureIsRefused() throws Exception {
        allow(ssh, "");
        ObjectId id = repo.point(Repo.MAIN, repo.insert(inserter -> inserter.insert(unsigned())));
        assertThat(poll()).isEqualTo("commit " + id.name() + " is not signed");
    }

    @Test
    void aCommitOfAnotherSshKeyIsRefused() throws Exception {
        allow(SshGit.pair(), "");
        signed(payload -> sshSignature(ssh, payload));
        assertThat(poll()).contains("by nobody whom");
    }

    @Test
    void aCommitOfAnSshKeyThatHadExpiredIsRefused() throws Exception {
        allow(ssh, "valid-before=\"20200101\"");
        signed(payload -> sshSignature(ssh, payload));
        assertThat(poll()).contains("by nobody whom");
    }

    @Test
    void aCommitThatWasChangedAfterItsSshSignatureIsRefused() throws Exception {
        allow(ssh, "");
        signed(payload -> sshSignature(ssh, "tree 0123\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(poll()).contains("by nobody whom");
    }

    private static PGPKeyPair pgp() {
        try {
            Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(new java.security.SecureRandom()));
            return new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    generator.generateKeyPair(),
                    Date.from(Instant.now().minus(Duration.ofDays(2))));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGPSignatureGenerator signing(PGPKeyPair pair, int type) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                pair.getPublicKey());
        generator.init(type, pair.getPrivateKey());
        return generator;
    }

    /** @param valid seconds from its making, two days ago; 0 for ever */
    private void allow(PGPKeyPair pair, long valid) throws IOException, PGPException {
        PGPSignatureGenerator generator = signing(pair, PGPSignature.POSITIVE_CERTIFICATION);
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setKeyExpirationTime(false, valid);
        generator.setHashedSubpackets(packets.generate());
        PGPPublicKey key = PGPPublicKey.addCertification(
                pair.getPublicKey(), "somebody", generator.generateCertification("somebody", pair.getPublicKey()));
        try (ArmoredOutputStream out = new ArmoredOutputStream(Files.newOutputStream(signers))) {
            key.encode(out);
        }
    }

    private static String pgpSignature(PGPKeyPair pair, byte[] payload) throws IOException, PGPException {
        PGPSignatureGenerator generator = signing(pair, PGPSignature.BINARY_DOCUMENT);
        generator.update(payload);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ArmoredOutputStream out = new ArmoredOutputStream(text)) {
            generator.generate().encode(out);
        }
        return text.toString(StandardCharsets.US_ASCII).strip();
    }

    @Test
    void aCommitOfAnAllowedOpenPgpKeyIsInForce() throws Exception {
        allow(pgp, 0);
        signed(payload -> pgpSignature(pgp, payload));
        assertThat(poll()).isEmpty();
    }

    @Test
    void aCommitOfAnotherOpenPgpKeyIsRefused() throws Exception {
        allow(pgp(), 0);
        signed(payload -> pgpSignature(pgp, payload));
        assertThat(poll()).contains("which is not allowed");
    }

    @Test
    void aCommitOfAnOpenPgpKeyThatHasExpiredIsRefused() throws Exception {
        allow(pgp, Duration.ofDays(1).toSeconds());
        signed(payload -> pgpSignature(pgp, payload));
        assertThat(poll()).contains("which has expired");
    }

    @Test
    void aCommitThatWasChangedAfterItsOpenPgpSignatureIsRefused() throws Exception {
        allow(pgp, 0);
        signed(payload -> pgpSignature(pgp, "tree 0123\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(poll()).contains("is not what its signature was made over");
    }

    @Test
    void aSignatureOfTheOtherFormIsRefused() throws Exception {
        allow(pgp, 0);
        signed(payload -> sshSignature(ssh, payload));
        assertThat(poll()).contains("in another way than by the OpenPGP keys");
    }

    @Test
    void aFileOfSignersThatIsGoneLetsNothingThrough() throws Exception {
        signed(payload -> sshSignature(ssh, payload));
        assertThat(poll()).contains("cannot be checked against");
    }

    @Test
    void aCommitIsSplitAsGitDoes() {
        String commit = """
            tree 1
            gpgsig -----BEGIN X-----
            \s
             abc
             -----END X-----
            encoding x

            gpgsig no
            """;
        SignedCommit split = SignedCommit.of(commit.getBytes(StandardCharsets.US_ASCII));
        assertThat(split.payload()).isEqualTo("tree 1\nencoding x\n\ngpgsig no\n");
        assertThat(split.signature()).contains("-----BEGIN X-----\n\nabc\n-----END X-----\n");
    }
}
