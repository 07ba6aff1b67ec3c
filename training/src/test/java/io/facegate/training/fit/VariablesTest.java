package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.training.network.Widening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One variable of every kind, each of two values. */
class VariablesTest {
    private static final Shape SHAPE = Shape.of(2);

    @TempDir
    private Path folder;

    private Graph graph = new Graph();
    private Session session = new Session(graph);
    private Variables variables = new Variables(Ops.create(graph));

    @BeforeEach
    void build() {
        Ops tf = Ops.create(graph);
        float first = 0;
        for (Variable.Kind kind : Variable.Kind.values()) {
            float[] values = {first++, first++};
            variables.get(kind.name(), kind, SHAPE, () -> tf.constant(values));
        }
        variables.initialize(session);
    }

    @AfterEach
    void close() {
        session.close();
        graph.close();
    }

    private float[] value(String name) {
        Variable variable = variables.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (Result result = session.runner().fetch(variable.value()).run()) {
            float[] values = new float[2];
            ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values, false, false));
            return values;
        }
    }

    private void set(String name, float... values) {
        Ops tf = Ops.create(graph);
        variables.all().stream()
                .filter(each -> each.name().equals(name))
                .forEach(each -> session.run(tf.assignVariableOp(each.handle(), tf.constant(values))));
    }

    private Path saved() {
        Path prefix = folder.resolve("variables");
        variables.saveOp().run(session, prefix.toString());
        return prefix;
    }

    @Test
    void aNameIsOneVariableWhoeverAsksForIt() {
        Variable first = variables.get("WEIGHT", Variable.Kind.FROZEN, SHAPE, () -> {
            throw new AssertionError("it has its first value");
        });

        assertThat(first.kind()).isEqualTo(Variable.Kind.WEIGHT);
        assertThat(variables.all()).hasSize(Variable.Kind.values().length);
        assertThat(variables.ofKind(Variable.Kind.SLOT))
                .extracting(Variable::name)
                .containsExactly("SLOT");
    }

    @Test
    void allAreAsTheyWereAfterARestore() {
        Path prefix = saved();
        for (Variable.Kind kind : Variable.Kind.values()) {
            set(kind.name(), -1, -1);
        }

        variables.restore(session, prefix.toString(), List.copyOf(variables.all()));

        float first = 0;
        for (Variable.Kind kind : Variable.Kind.values()) {
            assertThat(value(kind.name())).as(kind.name()).containsExactly(first++, first++);
        }
    }

    @Test
    void onlyWhatIsAskedForIsRestored() {
        Path prefix = saved();
        set("WEIGHT", -1, -1);
        set("SLOT", -1, -1);

        variables.restore(session, prefix.toString(), variables.ofKind(Variable.Kind.WEIGHT));

        assertThat(value("WEIGHT")).isNotEqualTo(new float[] {-1, -1});
        assertThat(value("SLOT")).containsExactly(-1, -1);
    }

    /** A later stage has another loss, and its optimizer remembers nothing of the stage before. */
    @Test
    void aNetworkThatBeginsWithAnotherTakesItsWeightsAndStatisticsOnly() {
        List<String> asked = new ArrayList<>();

        variables.assign(session, (name, shape) -> {
            asked.add(name);
            return new float[] {70, 71};
        });

        assertThat(asked).containsExactly("WEIGHT", "FROZEN", "STATISTIC", "AVERAGE");
        for (String name : asked) {
            assertThat(value(name)).as(name).containsExactly(70, 71);
        }
        assertThat(value("LOSS_WEIGHT")).isNotEqualTo(new float[] {70, 71});
        assertThat(value("SLOT")).isNotEqualTo(new float[] {70, 71});
    }

    @Test
    void aNetworkThatLacksAParameterChangesNothing() {
        float[] before = value("WEIGHT");

        assertThatThrownBy(() -> variables.assign(session, (name, shape) -> {
                    if (name.equals("STATISTIC")) {
                        throw new TrainingException("there is none");
                    }
                    return new float[] {70, 71};
                }))
                .hasMessage("there is none");

        assertThat(value("WEIGHT")).isEqualTo(before);
    }

    @Test
    void aNetworkCanBeginWithANarrowerOneButNotWithAWiderOne() {
        WidenedStart start = new WidenedStart(new TrainedNetwork.OfCheckpoint(saved()), new Widening(1));

        assertThat(start.read("STATISTIC", SHAPE)).containsExactly(value("STATISTIC"));
        float[] statistic = value("STATISTIC");
        assertThat(start.read("STATISTIC", Shape.of(4)))
                .containsExactly(statistic[0], statistic[1], statistic[0], statistic[1]);
        assertThatThrownBy(() -> start.read("WEIGHT", Shape.of(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("Parameter WEIGHT has the shape [2] where the network has [1]")
                .hasMessageContaining("widened, not narrowed (network.width)");
    }

    @Test
    void aCheckpointIsReadByNameAndShape() throws Exception {
        try (TrainedNetwork network = new TrainedNetwork.OfCheckpoint(saved())) {
            assertThat(network.read("FROZEN", SHAPE)).containsExactly(value("FROZEN"));
            assertThatThrownBy(() -> network.read("FROZEN", Shape.of(1, 2)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("Parameter FROZEN has the shape [2] where the network has [1, 2]");
        }
    }
}
