package io.kinexus.operator.api;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An OpenID provider on loopback, and tokens as it would make them or as a forger would. */
final class Issuer {
    static final String AUDIENCE = "kinexus";

    private static final String KEY_ID = "k1";

    private final String url;
    private final PrivateKey key;
    private final String publicKey;

    private Issuer(String url, PrivateKey key, String publicKey) {
        this.url = url;
        this.key = key;
        this.publicKey = publicKey;
    }

    /** Serves until the JVM ends; {@link #running()} finds it, also from another class loader. */
    static String start() throws IOException, GeneralSecurityException {
        KeyPair pair = pair();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        serve(
                server,
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/jwks\",\"token_endpoint\":\"%1$s/token\"}".formatted(url));
        RSAPublicKey shown = (RSAPublicKey) pair.getPublic();
        serve(
                server,
                "/jwks",
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(KEY_ID, number(shown.getModulus()), number(shown.getPublicExponent())));
        server.start();
        System.setProperty("issuer.url", url);
        System.setProperty(
                "issuer.key",
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        System.setProperty("issuer.public", Base64.getMimeEncoder().encodeToString(shown.getEncoded()));
        return url;
    }

    static Issuer running() throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(System.getProperty("issuer.key"));
        return new Issuer(
                System.getProperty("issuer.url"),
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)),
                System.getProperty("issuer.public"));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static void serve(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** What a good token says, to be spoilt by a test. */
    JwtClaimsBuilder claims(String... groups) {
        return Jwt.claims(Map.of("preferred_username", "root", "upn", "root"))
                .issuer(url)
                .audience(AUDIENCE)
                .subject("u-4711")
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(300))
                .groups(Set.of(groups));
    }

    String signed(JwtClaimsBuilder claims) {
        return claims.jws().keyId(KEY_ID).sign(key);
    }

    /** Signed by somebody else under the same key's name. */
    String foreign(JwtClaimsBuilder claims) throws GeneralSecurityException {
        return claims.jws().keyId(KEY_ID).sign(pair().getPrivate());
    }

    /** The same claims with no signature. */
    String unsigned(JwtClaimsBuilder claims) {
        return text("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + body(claims) + ".";
    }

    /** The same claims, "signed" with the public key as if it were a shared secret. */
    String confused(JwtClaimsBuilder claims) throws GeneralSecurityException {
        String head = text("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}") + "." + body(claims);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----\n";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(pem.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return head + "." + base64(mac.doFinal(head.getBytes(StandardCharsets.US_ASCII)));
    }

    /** With one bit of the claims changed after it was signed. */
    String altered(JwtClaimsBuilder claims) {
        String[] parts = signed(claims).split("\\.");
        String raised =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("u-4711", "u-4712");
        return parts[0] + "." + text(raised) + "." + parts[2];
    }

    /** Rightly signed, with a claim left out that the builder would always put in. */
    String without(String number, JwtClaimsBuilder claims) throws GeneralSecurityException {
        String[] parts = signed(claims).split("\\.");
        String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String head = parts[0] + "." + text(json.replaceAll("\"" + number + "\":[0-9]+,?", ""));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(head.getBytes(StandardCharsets.US_ASCII));
        return head + "." + base64(signature.sign());
    }

    private String body(JwtClaimsBuilder claims) {
        return signed(claims).split("\\.")[1];
    }

    private static String text(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return base64(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
