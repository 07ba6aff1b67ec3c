package io.facegate.training.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class TeacherTest {
    private static final int SIDE = 16;

    @TempDir
    private Path folder;

    private ModelStore store;

    @BeforeEach
    void export() throws IOException {
        store = MeanColourTeacher.in(folder, SIDE);
    }

    @Test
    void embedsInAnotherGraphAsItDoesByItself() throws IOException {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        new Random(1).nextBytes(pixels);
        float[] expected;
        try (FaceEmbedder embedder = new FaceEmbedder(store.open(store.list().get(0), InferenceSettings.DEFAULT))) {
            expected =
                    embedder.embed(List.of(new FaceCrop(SIDE, pixels))).get(0).values();
        }

        try (Teacher teacher = Teacher.open(store, null);
                Graph graph = new Graph();
                TUint8 tensor = TUint8.tensorOf(Shape.of(1, SIDE, SIDE, 3), DataBuffers.of(pixels))) {
            assertThat(teacher.faceSize()).isEqualTo(SIDE);
            Ops tf = Ops.create(graph);
            Operand<TFloat32> embeddings = teacher.embed(tf, tf.constantOf(tensor));
            assertThat(embeddings.shape()).isEqualTo(Shape.of(1, 3));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(embeddings).run()) {
                float[] found = new float[3];
                ((TFloat32) result.get(0)).get(0).copyTo(DataBuffers.of(found, false, false));
                assertThat(found).containsExactly(expected, within(1e-6f));
            }
        }
    }

    @Test
    void hasNoGradient() throws IOException {
        try (Teacher teacher = Teacher.open(store, MeanColourTeacher.ID);
                Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> student = tf.constant(new float[][] {{1, 2, 3}});
            Operand<TFloat32> faces = tf.constant(new float[1][SIDE][SIDE][3]);
            Operand<TFloat32> answers = teacher.embed(tf, tf.dtypes.cast(faces, TUint8.class));
            Operand<TFloat32> loss = tf.reduceSum(tf.math.mul(student, answers), tf.constant(new int[] {0, 1}));

            Output<?>[] gradients = graph.addGradients(loss.asOutput(), new Output<?>[] {student.asOutput()});

            assertThat(gradients).hasSize(1);
        }
    }

    @Test
    void tellsThatThereIsNone() {
        assertThatThrownBy(() -> Teacher.open(store, new ModelId("other")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("other");
    }
}
