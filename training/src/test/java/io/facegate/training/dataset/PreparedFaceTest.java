package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;

class PreparedFaceTest {
    private static final byte[] CROP = {(byte) 0xff, (byte) 0xd8, 0, 1, 2};
    private static final Origin ORIGIN = Origin.of("a picture".getBytes(StandardCharsets.UTF_8));

    private static PreparedFace again(@Nullable Origin origin, float @Nullable [] target)
            throws InvalidProtocolBufferException {
        return PreparedFace.of(new PreparedFace("zo\u00eb", "zo\u00eb/a picture.jpg", CROP, origin, target).toRecord());
    }

    @Test
    void comesBackAsItWasWritten() throws InvalidProtocolBufferException {
        PreparedFace face = again(ORIGIN, new float[] {0.6f, -0.8f});

        assertThat(face.identity()).isEqualTo("zo\u00eb");
        assertThat(face.file()).isEqualTo("zo\u00eb/a picture.jpg");
        assertThat(face.crop()).isEqualTo(CROP);
        assertThat(face.origin()).isEqualTo(ORIGIN);
        assertThat(face.target()).containsExactly(0.6f, -0.8f);
    }

    @Test
    void neitherOriginNorTargetNeedsToBeKnown() throws InvalidProtocolBufferException {
        PreparedFace face = again(null, null);

        assertThat(face.origin()).isNull();
        assertThat(face.target()).isNull();
        assertThat(face.crop()).isEqualTo(CROP);
    }

    /** What other programs read: the names of TensorFlow's own examples. */
    @Test
    void isAnExampleOfTensorFlow() throws InvalidProtocolBufferException {
        byte[] record = new PreparedFace("ann", "ann/1.jpg", CROP, ORIGIN, new float[] {1}).toRecord();

        Features features = Example.parseFrom(record).getFeatures();

        assertThat(features.getFeatureMap()).containsOnlyKeys("identity", "file", "face", "origin", "target");
        assertThat(features.getFeatureOrThrow("face").getBytesList().getValue(0).toByteArray())
                .isEqualTo(CROP);
        assertThat(features.getFeatureOrThrow("origin")
                        .getBytesList()
                        .getValue(0)
                        .toStringUtf8())
                .isEqualTo(ORIGIN.toString());
    }

    @Test
    void whatIsNoFaceIsRefused() {
        byte[] other = Example.newBuilder()
                .setFeatures(Features.newBuilder()
                        .putFeature(
                                "identity",
                                Feature.newBuilder()
                                        .setBytesList(BytesList.newBuilder().addValue(ByteString.copyFromUtf8("ann")))
                                        .build()))
                .build()
                .toByteArray();

        assertThatThrownBy(() -> PreparedFace.of(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PreparedFace.of("no protocol buffer".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }
}
