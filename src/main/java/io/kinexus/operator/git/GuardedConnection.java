package io.kinexus.operator.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/** One request over TLS that cannot be told to trust more, or to follow a redirect, and whose answer has an end. */
final class GuardedConnection extends JDKHttpConnection {
    private static final long MOST_BYTES = 1L << 30;

    GuardedConnection(URL url, GuardedTrust trust) throws IOException {
        super(url, Proxy.NO_PROXY);
        try {
            super.configure(null, new TrustManager[] {trust}, null);
        } catch (GeneralSecurityException failure) {
            throw new IOException("no TLS here", failure);
        }
        super.setInstanceFollowRedirects(false);
        super.setUseCaches(false);
    }

    @Override
    public void setInstanceFollowRedirects(boolean follow) {
        super.setInstanceFollowRedirects(false);
    }

    @Override
    public void configure(
            KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {
        throw new IllegalStateException("there is no switch to trust more");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        throw new IllegalStateException("there is no switch to trust more");
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Counted(super.getInputStream());
    }

    /** A server that never ends does not fill the disk. */
    private static final class Counted extends FilterInputStream {
        private long left = MOST_BYTES;

        Counted(InputStream answer) {
            super(answer);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int read = super.read(bytes, from, most);
            return count(read, read);
        }

        private int count(int answer, int bytes) throws IOException {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
            }
            return answer;
        }
    }
}
