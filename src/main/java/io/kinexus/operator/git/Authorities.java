package io.kinexus.operator.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed: the JVM's authorities, or those of one file in PEM in their stead. */
public final class Authorities {
    private Authorities() {}

    /** @throws GitRefused when they cannot be read */
    public static SSLContext context(Optional<Path> file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(file).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new GitRefused("no TLS here: " + failure.getMessage());
        }
    }

    /** @throws GitRefused when they cannot be read */
    static TrustManagerFactory factory(Optional<Path> file) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(file.isPresent() ? store(file.get()) : null);
            return factory;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new GitRefused(
                    "KINEXUS_GIT_CA_FILE " + file.map(Path::toString).orElse("")
                            + " cannot be read as certificates in PEM: " + unreadable.getMessage());
        }
    }

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
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
}
