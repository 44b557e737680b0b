package io.kinexus.operator.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what the JVM trusts, or the authorities of one file in its stead. The address that was really connected to is checked
 * before the handshake goes on, whatever the name resolved to earlier: nothing has been sent yet then.
 */
final class GuardedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager known;
    private final Addresses addresses;

    private GuardedTrust(X509ExtendedTrustManager known, Addresses addresses) {
        this.known = known;
        this.addresses = addresses;
    }

    /**
     * @param authorities certificates in PEM; empty for the JVM's own
     * @throws GitRefused when they cannot be read
     */
    static GuardedTrust of(Optional<Path> authorities, Addresses addresses) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities.isPresent() ? store(authorities.get()) : null);
            TrustManager first = Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            return new GuardedTrust((X509ExtendedTrustManager) first, addresses);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new GitRefused(
                    "KINEXUS_GIT_CA_FILE " + authorities.map(Path::toString).orElse("")
                            + " cannot be read as certificates in PEM: " + unreadable.getMessage());
        }
    }

    private static @Nullable KeyStore store(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException("there is none in it");
            }
            int number = 0;
            for (Certificate one : all) {
                store.setCertificateEntry("authority-" + number++, one);
            }
        }
        return store;
    }

    Addresses addresses() {
        return addresses;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            addresses.check("the server", socket.getInetAddress());
        } catch (GitRefused refused) {
            throw new CertificateException(refused.getMessage(), refused);
        }
        known.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("not over a socket");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("not over a socket");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return known.getAcceptedIssuers();
    }
}
