package io.kinexus.operator.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * Connections to one host over TLS, without a proxy. The token goes to the scheme, host and port that it was configured for,
 * and there is no other place that this would connect to.
 */
final class HttpsConnections implements HttpConnectionFactory {
    private final GitAddress address;
    private final GuardedTrust trust;
    private final Optional<String> authorization;

    /** @param token sent as the password of HTTP basic authentication */
    HttpsConnections(GitAddress address, GuardedTrust trust, String user, Optional<String> token) {
        this.address = address;
        this.trust = trust;
        this.authorization = token.map(secret ->
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        if (!url.getProtocol().equals(address.scheme()) || !host.equals(address.host()) || port != address.port()) {
            throw new IOException("refused to go to another place than " + address);
        }
        trust.addresses().check(address.resolvable());
        GuardedConnection connection = new GuardedConnection(url, trust);
        if (authorization.isPresent()) {
            connection.setRequestProperty("Authorization", authorization.get());
        }
        return connection;
    }

    /** No proxy is gone through, whichever JGit has found. */
    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }
}
