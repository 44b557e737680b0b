package io.kinexus.operator.git;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** SSH with one key and one file of known hosts: no agent, no {@code ~/.ssh}, no password, no question. */
final class SshSessions {
    private SshSessions() {}

    /**
     * @param folder an empty folder in place of the user's home
     * @throws GitRefused when the key is not given or not there
     */
    static SshdSessionFactory of(GitSettings settings, GitAddress address, KnownHosts known, Path folder) {
        Path key = there(settings.sshKey(), "KINEXUS_GIT_SSH_KEY_FILE", "the private key that " + address + " knows");
        File home = folder.toFile();
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(home)
                .setSshDirectory(home)
                .setConfigStoreFactory((user, file, name) -> null)
                .setPreferredAuthentications("publickey")
                .setDefaultIdentities(ssh -> List.of(key))
                .setDefaultKnownHostsFiles(ssh -> List.of())
                .setServerKeyDatabase((user, ssh) -> known)
                .setKeyPasswordProvider(nobody -> new Passphrase(settings.sshPassphrase()))
                .setConnectorFactory(null)
                .setProxyDataFactory(remote -> null)
                .build(null);
    }

    /** @throws GitRefused when they are not given or not there */
    static KnownHosts known(GitSettings settings, GitAddress address, Addresses addresses) {
        Path hosts = there(
                settings.knownHosts(),
                "KINEXUS_GIT_KNOWN_HOSTS_FILE",
                "the host keys of " + address.host() + ", as `ssh-keyscan` writes them and its owner confirms them");
        return new KnownHosts(hosts, address, addresses);
    }

    private static Path there(Optional<Path> file, String name, String what) {
        Path path = file.orElseThrow(() -> new GitRefused(name + " is not set; over SSH it names a file with " + what));
        if (!path.toFile().canRead()) {
            throw new GitRefused(name + " " + path + " cannot be read");
        }
        return path;
    }

    /** Asked once for each key; a wrong one is not tried again. */
    private record Passphrase(GitSettings.Secret secret) implements KeyPasswordProvider {
        @Override
        public char @Nullable [] getPassphrase(URIish uri, int attempt) {
            return attempt > 0 ? null : secret.read().map(String::toCharArray).orElse(null);
        }

        @Override
        public void setAttempts(int most) {
            // One is enough, since nobody sits there to type another.
        }

        @Override
        public boolean keyLoaded(URIish uri, int attempt, @Nullable Exception error) {
            return false;
        }
    }
}
