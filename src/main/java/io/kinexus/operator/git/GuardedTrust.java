package io.kinexus.operator.git;

import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

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
        TrustManager first = Arrays.stream(Authorities.factory(authorities).getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .findFirst()
                .orElseThrow();
        return new GuardedTrust((X509ExtendedTrustManager) first, addresses);
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
