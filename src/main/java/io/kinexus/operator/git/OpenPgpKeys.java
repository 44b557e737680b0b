package io.kinexus.operator.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * OpenPGP public keys of one file, each trusted because it stands there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580">RFC 9580</a>
 */
final class OpenPgpKeys {
    private static final Set<Integer> WEAK =
            Set.of(HashAlgorithmTags.MD5, HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160);

    private final PGPPublicKeyRingCollection rings;

    private OpenPgpKeys(PGPPublicKeyRingCollection rings) {
        this.rings = rings;
    }

    static OpenPgpKeys read(Path file) throws IOException {
        try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
            return new OpenPgpKeys(new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()));
        } catch (PGPException notKeys) {
            throw new IOException("it holds no OpenPGP keys", notKeys);
        }
    }

    /**
     * @param armoured the detached signature
     * @param refusal what to throw, from what is wrong
     */
    void check(byte[] payload, String armoured, Function<String, GitRefused> refusal) throws IOException {
        try {
            PGPSignature signature = signature(armoured, refusal);
            PGPPublicKey key = rings.getPublicKey(signature.getKeyID());
            String name = Long.toHexString(signature.getKeyID());
            if (key == null) {
                throw refusal.apply("is signed by the OpenPGP key " + name + ", which is not allowed");
            }
            if (WEAK.contains(signature.getHashAlgorithm())) {
                throw refusal.apply("is signed over a hash that can be forged");
            }
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(payload);
            if (!signature.verify()) {
                throw refusal.apply("is not what its signature was made over");
            }
            inTime(signature, key, name, refusal);
        } catch (PGPException failure) {
            throw new IOException("its signature cannot be read", failure);
        }
    }

    private static PGPSignature signature(String armoured, Function<String, GitRefused> refusal) throws IOException {
        byte[] text = armoured.getBytes(StandardCharsets.ISO_8859_1);
        try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(text))) {
            Object first = new BcPGPObjectFactory(in).nextObject();
            if (first instanceof PGPSignatureList list && list.size() == 1) {
                return list.get(0);
            }
            throw refusal.apply("has no single signature");
        }
    }

    private void inTime(PGPSignature signature, PGPPublicKey key, String name, Function<String, GitRefused> refusal) {
        PGPPublicKey master = rings.getPublicKeyRing(key.getKeyID()).getPublicKey();
        Instant made = signature.getCreationTime().toInstant();
        if (revoked(key) || revoked(master)) {
            throw refusal.apply("is signed by the OpenPGP key " + name + ", which is revoked");
        }
        if (ended(key, made) || ended(master, made)) {
            throw refusal.apply("is signed by the OpenPGP key " + name + ", which has expired");
        }
        long valid = signature.getHashedSubPackets() == null
                ? 0
                : signature.getHashedSubPackets().getSignatureExpirationTime();
        if (valid > 0 && made.plusSeconds(valid).isBefore(Instant.now())) {
            throw refusal.apply("has a signature that has expired");
        }
    }

    private static boolean revoked(PGPPublicKey key) {
        return key.hasRevocation();
    }

    /** By now, or before it signed. */
    private static boolean ended(PGPPublicKey key, Instant signed) {
        Instant begun = key.getCreationTime().toInstant();
        Instant end = key.getValidSeconds() == 0 ? Instant.MAX : begun.plusSeconds(key.getValidSeconds());
        return end.isBefore(Instant.now()) || end.isBefore(signed) || signed.isBefore(begun);
    }
}
