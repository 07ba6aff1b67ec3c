package io.facegate.service.verification;

import io.facegate.service.decision.Comparison;
import io.facegate.service.decision.DecisionPolicy;
import io.facegate.service.decision.Thresholds;
import io.facegate.service.decision.Verdict;
import io.facegate.service.gallery.ClaimedIdentities;
import io.facegate.service.gallery.ClaimedIdentity;
import io.facegate.service.inference.Normalisations;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.score.Score;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a face is compared with in the place of somebody who has no template: a random direction that is always the same for
 * this external id, so that the same picture has the same score again and another of the same person a near one. Scores lie as
 * those of different people do, and access is denied by each.
 */
@Singleton
final class Decoys {
    private static final String CIPHER = "AES/CTR/NoPadding";
    private static final int BLOCK = 16;

    private final ClaimedIdentities identities;
    private final Thresholds thresholds;
    private final Normalisations normalisations;

    Decoys(ClaimedIdentities identities, Thresholds thresholds, Normalisations normalisations) {
        this.identities = identities;
        this.thresholds = thresholds;
        this.normalisations = normalisations;
    }

    /**
     * @param policy that would decide if there were a template
     */
    Verdict deny(ClaimedIdentity claimed, Embedding probe, DecisionPolicy policy) {
        Embedding decoy = direction(identities.secretOf(claimed.gallery(), claimed.externalId()), probe);
        float cosine = decoy.similarityTo(probe).cosine();
        float crowding =
                cosine - normalisations.of(probe.model()).score(decoy, probe).value();
        float score = thresholds
                .impostors(probe.model(), claimed.gallery().population(), probe.dimension())
                .below(cosine * Math.sqrt(probe.dimension()), policy.stepUp().score());
        return policy.deny(
                new Comparison(new Similarity(Math.max(-1, Math.min(1, score + crowding))), new Score(score)));
    }

    private static Embedding direction(byte[] secret, Embedding like) {
        ByteBuffer random = ByteBuffer.wrap(stream(secret, like.dimension() * Integer.BYTES));
        float[] values = new float[like.dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.getInt();
        }
        return Embedding.of(like.model(), values);
    }

    private static byte[] stream(byte[] secret, int length) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(new byte[BLOCK]));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + CIPHER, e);
        }
    }
}
