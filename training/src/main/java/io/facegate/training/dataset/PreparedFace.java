package io.facegate.training.dataset;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;

/**
 * A face of a prepared data set, as its record keeps it.
 *
 * @param identity whose it is
 * @param file what it was cut out of, relative to the source
 * @param crop encoded, see {@link CropGeometry}
 * @param origin of the file that it was cut out of; null in data sets of before there was one
 * @param target unit vector that a teacher gave for the face; null if nobody was asked
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record PreparedFace(
        String identity, String file, byte[] crop, @Nullable Origin origin, float @Nullable [] target) {
    private static final String IDENTITY = "identity";
    private static final String FILE = "file";
    private static final String CROP = "face";
    private static final String ORIGIN = "origin";
    private static final String TARGET = "target";

    byte[] toRecord() {
        Features.Builder features = Features.newBuilder()
                .putFeature(IDENTITY, feature(identity.getBytes(StandardCharsets.UTF_8)))
                .putFeature(FILE, feature(file.getBytes(StandardCharsets.UTF_8)))
                .putFeature(CROP, feature(crop));
        if (origin != null) {
            features.putFeature(ORIGIN, feature(origin.toString().getBytes(StandardCharsets.UTF_8)));
        }
        if (target != null) {
            FloatList.Builder values = FloatList.newBuilder();
            for (float value : target) {
                values.addValue(value);
            }
            features.putFeature(
                    TARGET, Feature.newBuilder().setFloatList(values).build());
        }
        return Example.newBuilder().setFeatures(features).build().toByteArray();
    }

    static PreparedFace of(byte[] record) throws InvalidProtocolBufferException {
        Features features = Example.parseFrom(record).getFeatures();
        return new PreparedFace(
                bytes(features, IDENTITY).toStringUtf8(),
                bytes(features, FILE).toStringUtf8(),
                bytes(features, CROP).toByteArray(),
                origin(features.getFeatureMap()),
                target(features.getFeatureMap()));
    }

    private static @Nullable Origin origin(Map<String, Feature> features) {
        Feature feature = features.get(ORIGIN);
        return feature == null
                ? null
                : Origin.of(feature.getBytesList().getValue(0).toStringUtf8());
    }

    private static float @Nullable [] target(Map<String, Feature> features) {
        Feature feature = features.get(TARGET);
        if (feature == null) {
            return null;
        }
        FloatList values = feature.getFloatList();
        float[] target = new float[values.getValueCount()];
        for (int i = 0; i < target.length; i++) {
            target[i] = values.getValue(i);
        }
        return target;
    }

    private static ByteString bytes(Features features, String name) {
        return features.getFeatureOrThrow(name).getBytesList().getValue(0);
    }

    private static Feature feature(byte[] bytes) {
        return Feature.newBuilder()
                .setBytesList(BytesList.newBuilder().addValue(ByteString.copyFrom(bytes)))
                .build();
    }
}
