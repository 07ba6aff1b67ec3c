package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.checkpoint.CheckpointParameters;
import io.facegate.training.checkpoint.CheckpointParameters.Storage;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.export.EmbedderExport;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.loss.BatchArrangement;
import io.facegate.training.loss.MarginSoftmaxLoss;
import io.facegate.training.network.Initializer;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TUint8;

class CheckpointParametersTest {
    private static final int PICTURES = 48;

    @TempDir
    private Path folder;

    @Test
    void theServedModelEmbedsAsTheTrainedOneDoes() throws IOException {
        List<FaceCrop> faces = new ArrayList<>();
        float[][] trained;
        Path variables = folder.resolve("variables");
        try (PreparedDataset dataset = FaceColours.in(folder).training();
                TrainingGraph graph = graph(dataset, 3);
                BatchReader reader = new BatchReader(dataset, 1)) {
            int[] pictures = IntStream.range(0, PICTURES).toArray();
            Iterator<Batch> batches =
                    reader.read(Stream.generate(() -> pictures).limit(6));
            for (int step = 0; step < 5; step++) {
                try (Batch batch = batches.next()) {
                    graph.step().run(batch, new StepSettings(step, step, 0, 0, 0.01, 0.01, 1));
                }
            }
            graph.save(variables);
            try (Batch batch = batches.next()) {
                trained = graph.evaluation().embed(batch.crops()).rows();
                for (int i = 0; i < PICTURES; i++) {
                    faces.add(middle(batch.crops(), i));
                }
            }
        }

        assertThat(leastCosine(trained, serve(variables, Storage.FLOAT32, "whole", faces)))
                .isGreaterThan(0.99999);
        assertThat(leastCosine(trained, serve(variables, Storage.FLOAT16, "half", faces)))
                .isBetween(0.9999, 1.0000001);
        assertThat(leastCosine(trained, serve(variables, Storage.INT8, "bytes", faces)))
                .isBetween(0.999, 1.0000001);
    }

    private static TrainingGraph graph(PreparedDataset dataset, long seed) {
        return new TrainingGraph(new StagePlan(
                new TinyNetwork(),
                dataset.geometry(),
                dataset.geometry().faceSize(),
                Augmentation.NONE,
                new MarginSoftmaxLoss(dataset.identities(), 8, false),
                BatchArrangement.IDENTITIES,
                PICTURES,
                TrainedParts.ALL,
                new AdamW(0.1f, 1, 0.9f, 0.999f),
                Averaging.NONE,
                null,
                0,
                Precision.FLOAT32,
                1,
                seed));
    }

    @Test
    void trainingCanBeginWithAServedModel() throws IOException {
        Path variables = folder.resolve("variables");
        try (PreparedDataset dataset = FaceColours.in(folder).training();
                TrainingGraph first = graph(dataset, 3);
                TrainingGraph second = graph(dataset, 4);
                BatchReader reader = new BatchReader(dataset, 1);
                Batch batch = reader.read(Stream.of(IntStream.range(0, PICTURES).toArray()))
                        .next()) {
            first.save(variables);
            float[][] expected = first.evaluation().embed(batch.crops()).rows();
            assertThat(second.evaluation().embed(batch.crops()).rows())
                    .satisfies(rows ->
                            assertThat(Arrays.deepEquals(rows, expected)).isFalse());
            Path model = export(variables, Storage.FLOAT32, "whole");

            try (TrainedNetwork served = new TrainedNetwork.OfModel(model)) {
                second.startWith(served);
            }

            assertThat(second.evaluation().embed(batch.crops()).rows()).isDeepEqualTo(expected);
        }
    }

    private static FaceCrop middle(TUint8 crops, int index) {
        byte[] rgb = new byte[32 * 32 * 3];
        for (int row = 0; row < 32; row++) {
            for (int column = 0; column < 32; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[(row * 32 + column) * 3 + channel] = crops.getByte(index, row + 4, column + 4, channel);
                }
            }
        }
        return new FaceCrop(32, rgb);
    }

    private List<Embedding> serve(Path variables, Storage storage, String name, List<FaceCrop> faces)
            throws IOException {
        export(variables, storage, name);
        ModelStore store = new ModelStore(folder.resolve("models"));
        try (FaceEmbedder embedder = new FaceEmbedder(
                store.open(store.find(ModelContract.Embedder.class, new ModelId(name)), InferenceSettings.DEFAULT))) {
            return embedder.embed(faces);
        }
    }

    private Path export(Path variables, Storage storage, String name) throws IOException {
        Path models = folder.resolve("models");
        new EmbedderExport(
                        new ModelId(name),
                        AlignmentTemplate.arcface(32),
                        new Provenance(Instant.now(), "a test", Map.of(), Map.of()),
                        Licence.UNKNOWN)
                .write(new ModelExporter(models), (tf, input) -> new TinyNetwork()
                        .embed(tf, new CheckpointParameters(variables, storage), input));
        return models.resolve(name);
    }

    private static double leastCosine(float[][] expected, List<Embedding> found) {
        double least = 1;
        for (int i = 0; i < expected.length; i++) {
            float[] values = found.get(i).values();
            double cosine = 0;
            for (int j = 0; j < values.length; j++) {
                cosine += (double) values[j] * expected[i][j];
            }
            least = Math.min(least, cosine);
        }
        return least;
    }

    @Test
    void tellsThatACheckpointIsOfAnotherNetwork() throws IOException {
        Path variables = folder.resolve("variables");
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Variables all = new Variables(tf);
            all.get("a", Variable.Kind.WEIGHT, Shape.of(2), () -> tf.constant(new float[] {1, 2}));
            Variables.SaveOp save = all.saveOp();
            all.initialize(session);
            save.run(session, variables.toString());
        }

        try (Graph graph = new Graph()) {
            assertThatThrownBy(() -> new CheckpointParameters(variables, Storage.FLOAT32)
                            .weight(Ops.create(graph), "a", Shape.of(3), Initializer.ZEROS))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("another network");
        }
    }
}
