package io.kinexus.operator.git;

import io.kinexus.operator.support.Repo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git over SSH on loopback: one repository, one key that may read it. */
final class SshGit implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Repo repo;

    /** What was asked for. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    SshGit(Repo repo, KeyPair host, PublicKey reader) throws IOException {
        this.repo = repo;
        server.setHost("localhost");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, reader));
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return new Serve();
        });
        server.start();
    }

    static KeyPair pair() {
        try {
            return KeyUtils.generateKeyPair("ssh-ed25519", 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As `ssh-keygen` writes it. */
    static Path written(KeyPair pair, Path file, Optional<String> passphrase) {
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
            encryption.setCipherName("AES");
            encryption.setCipherType("256");
            encryption.setCipherMode("CTR");
            passphrase.ifPresent(encryption::setPassword);
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    pair, "a test's", passphrase.isPresent() ? encryption : null, out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "ssh://git@localhost:" + server.getPort() + "/team/state.git";
    }

    /** This server's line in a file of known hosts, with whichever key. */
    Path knownHosts(Path file, PublicKey key) {
        try {
            return Files.writeString(
                    file, "[localhost]:" + server.getPort() + " " + PublicKeyEntry.toString(key) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One `git-upload-pack`. */
    private final class Serve implements Command {
        private @Nullable InputStream in;
        private @Nullable OutputStream out;
        private @Nullable OutputStream err;
        private @Nullable ExitCallback exit;

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            String version = String.valueOf(environment.getEnv().get("GIT_PROTOCOL"));
            new Thread(() -> serve(version), "upload-pack").start();
        }

        private void serve(String version) {
            try {
                UploadPack pack = new UploadPack(repo.repository);
                pack.setExtraParameters(List.of(version));
                pack.upload(in, out, err);
                Objects.requireNonNull(exit).onExit(0);
            } catch (IOException | RuntimeException failure) {
                Objects.requireNonNull(exit).onExit(1);
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            // The stream's end ends the thread.
        }
    }
}
