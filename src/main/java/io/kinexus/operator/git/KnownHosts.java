package io.kinexus.operator.git;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The host keys in one {@code known_hosts} file, and no others: an unknown one is never learned, a changed one never accepted.
 * Read anew at every connection.
 *
 * @see <a href="https://man.openbsd.org/sshd#SSH_KNOWN_HOSTS_FILE_FORMAT">known_hosts</a>
 */
final class KnownHosts implements ServerKeyDatabase {
    private final Path file;
    private final GitAddress address;
    private final Addresses addresses;
    private volatile Optional<String> refusal = Optional.empty();

    KnownHosts(Path file, GitAddress address, Addresses addresses) {
        this.file = file;
        this.address = address;
        this.addresses = addresses;
    }

    @Override
    public List<PublicKey> lookup(String connected, InetSocketAddress remote, Configuration configuration) {
        return keys("");
    }

    @Override
    public boolean accept(
            String connected,
            InetSocketAddress remote,
            PublicKey key,
            Configuration configuration,
            @Nullable CredentialsProvider asked) {
        addresses.check(address.host(), remote.getAddress());
        boolean revoked = keys("revoked").stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
        List<PublicKey> known = keys("");
        if (!revoked && known.stream().anyMatch(one -> KeyUtils.compareKeys(one, key))) {
            return true;
        }
        String why = known.isEmpty() ? "has none for it" : revoked ? "has it revoked" : "has another one";
        refusal = Optional.of("the host key of " + address.host() + " is " + KeyUtils.getFingerPrint(key) + ", and "
                + file + " " + why + "; ask its owner before you change the file");
        return false;
    }

    /** Why the last connection was refused; empty when its key was known. */
    Optional<String> refusal() {
        return refusal;
    }

    /** Those of this host, with a marker or, by an empty one, without any. */
    private List<PublicKey> keys(String marker) {
        List<PublicKey> keys = new ArrayList<>();
        try {
            for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(file)) {
                AuthorizedKeyEntry key = entry.getKeyEntry();
                String marked = entry.getMarker() == null ? "" : entry.getMarker();
                if (key != null && marked.equals(marker) && entry.isHostMatch(address.resolvable(), address.port())) {
                    keys.add(key.resolvePublicKey(null, null));
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            throw new GitRefused(
                    "KINEXUS_GIT_KNOWN_HOSTS_FILE " + file + " cannot be read: " + unreadable.getMessage());
        }
        return keys;
    }
}
