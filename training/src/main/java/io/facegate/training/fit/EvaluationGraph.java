package io.facegate.training.fit;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.loss.BatchArrangement;
import io.facegate.training.loss.EmbeddedBatch;
import io.facegate.training.loss.LossValue;
import io.facegate.training.loss.LossWeights;
import io.facegate.training.loss.Moment;
import io.facegate.training.network.UnitVectors;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** The network in its present state, without augmentation and with moving averages, beside the graph that trains it. */
final class EvaluationGraph {
    private final Session session;
    private final Moment moment;
    private final Placeholder<TUint8> crops;
    private final Operand<TFloat32> embeddings;
    private final Operand<TFloat32> norms;
    private final @Nullable Operand<TFloat32> teacherEmbeddings;
    private final Placeholder<TFloat32> given;
    private final @Nullable Placeholder<TFloat32> givenOfTeacher;
    private final Placeholder<TInt32> identities;
    private final LossValue value;

    EvaluationGraph(
            Ops tf,
            StagePlan plan,
            NetworkParameters parameters,
            LossWeights lossWeights,
            Moment moment,
            Session session) {
        this.session = session;
        this.moment = moment;
        int side = plan.geometry().cropSize();
        this.crops = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, side, side, 3)));
        Operand<TUint8> faces = Augmentation.middle(tf, crops, plan.geometry());
        Operand<TFloat32> features = plan.network().features(tf, parameters, plan.smaller(tf, faces));
        this.embeddings = UnitVectors.of(tf, features);
        this.norms = tf.math.sqrt(tf.reduceSum(tf.math.square(features), tf.constant(1)));
        Teacher teacher = plan.teacher();
        this.teacherEmbeddings = teacher == null ? null : teacher.embed(tf, faces);

        this.given = tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, plan.network().dimension())));
        this.identities = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        long teacherDimension = teacherEmbeddings == null
                ? plan.targetDimension()
                : teacherEmbeddings.shape().get(1);
        this.givenOfTeacher = teacherDimension == 0
                ? null
                : tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, teacherDimension)));
        this.value = plan.loss()
                .forUnknownPeople()
                .of(
                        tf,
                        new EmbeddedBatch(BatchArrangement.IDENTITIES, given, identities, givenOfTeacher),
                        moment,
                        lossWeights);
    }

    /**
     * @param rows unit vectors
     * @param norms length of each before it was made one
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
    record Embedded(float[][] rows, float[] norms) {}

    /**
     * @param batch any number of crops; it stays the caller's
     */
    Embedded embed(TUint8 batch) {
        try (Result result = session.runner()
                .feed(crops, batch)
                .fetch(embeddings)
                .fetch(norms)
                .run()) {
            TFloat32 lengths = (TFloat32) result.get(1);
            float[] values = new float[(int) lengths.size()];
            lengths.copyTo(DataBuffers.of(values, false, false));
            return new Embedded(rows((TFloat32) result.get(0)), values);
        }
    }

    /**
     * What the stage's teacher says of a batch, without running the student; no rows if no teacher is asked in this stage.
     */
    float[][] embedByTeacher(TUint8 batch) {
        if (teacherEmbeddings == null) {
            return new float[0][];
        }
        try (Result result =
                session.runner().feed(crops, batch).fetch(teacherEmbeddings).run()) {
            return rows((TFloat32) result.get(0));
        }
    }

    /**
     * The stage's loss for people it was not trained on.
     *
     * @param ofTeacher what the teacher says of the same pictures; null if there is none
     */
    float loss(float[][] ofStudent, float @Nullable [] @Nullable [] ofTeacher, int[] people, double margin, int epoch) {
        try (TFloat32 vectors = matrix(ofStudent);
                TFloat32 teacherVectors = ofTeacher == null ? TFloat32.scalarOf(0) : matrix(ofTeacher);
                TInt32 numbers = TInt32.vectorOf(people);
                TFloat32 marginNow = TFloat32.scalarOf((float) margin);
                TInt32 epochNow = TInt32.scalarOf(epoch)) {
            Session.Runner runner = session.runner()
                    .feed(given, vectors)
                    .feed(identities, numbers)
                    .feed(moment.margin(), marginNow)
                    .feed(moment.epoch(), epochNow)
                    .fetch(value.loss());
            if (givenOfTeacher != null) {
                runner.feed(givenOfTeacher, teacherVectors);
            }
            try (Result result = runner.run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    private static TFloat32 matrix(float[][] rows) {
        TFloat32 matrix = TFloat32.tensorOf(Shape.of(rows.length, rows[0].length));
        for (int i = 0; i < rows.length; i++) {
            matrix.get(i).copyFrom(DataBuffers.of(rows[i], true, false));
        }
        return matrix;
    }

    static float[][] rows(TFloat32 matrix) {
        float[][] rows =
                new float[(int) matrix.shape().get(0)][(int) matrix.shape().get(1)];
        for (int i = 0; i < rows.length; i++) {
            matrix.get(i).copyTo(DataBuffers.of(rows[i], false, false));
        }
        return rows;
    }
}
