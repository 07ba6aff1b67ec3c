package io.facegate.training.fit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** The variables of a graph: made, initialised, saved and restored. */
public final class Variables {
    private final Ops tf;
    private final Map<String, Variable> byName = new LinkedHashMap<>();
    private final List<Op> assignments = new ArrayList<>();

    public Variables(Ops tf) {
        this.tf = tf;
    }

    /**
     * The variable of this name, made at the first call.
     *
     * @param start its first value
     */
    public Variable get(String name, Variable.Kind kind, Shape shape, Supplier<Operand<TFloat32>> start) {
        Variable known = byName.get(name);
        if (known != null) {
            return known;
        }
        Operand<? extends TType> handle = tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
        assignments.add(tf.assignVariableOp(handle, start.get()));
        Variable variable = new Variable(name, kind, shape, handle, tf.readVariableOp(handle, TFloat32.class));
        byName.put(name, variable);
        return variable;
    }

    public Collection<Variable> all() {
        return List.copyOf(byName.values());
    }

    public List<Variable> ofKind(Variable.Kind kind) {
        return byName.values().stream()
                .filter(variable -> variable.kind() == kind)
                .toList();
    }

    /** One that there is. */
    Variable called(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    /** Gives every variable its first value. */
    public void initialize(Session session) {
        session.run(tf.withControlDependencies(assignments).noOp());
    }

    /** Where values come from that a network had before. */
    @FunctionalInterface
    public interface Values {
        float[] read(String name, Shape shape);
    }

    /**
     * Gives the network's variables the values that it had before, averages and what they are averages of the same; those of the
     * loss and the optimizer stay.
     */
    public void assign(Session session, Values values) {
        // all in one run: TensorFlow optimises the whole graph again for each other set of targets
        Session.Runner runner = session.runner();
        List<TFloat32> fed = new ArrayList<>();
        try {
            for (Variable variable : byName.values()) {
                if (variable.kind() != Variable.Kind.SLOT && variable.kind() != Variable.Kind.LOSS_WEIGHT) {
                    Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
                    float[] before = values.read(Averaging.parameter(variable.name()), variable.shape());
                    TFloat32 tensor = TFloat32.tensorOf(variable.shape(), DataBuffers.of(before, true, false));
                    fed.add(tensor);
                    runner.feed(value, tensor).addTarget(tf.assignVariableOp(variable.handle(), value));
                }
            }
            runner.run().close();
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    /** An operation that saves all variables, when it is run with a file prefix fed to {@link SaveOp#prefix}. */
    public SaveOp saveOp() {
        List<Variable> variables = List.copyOf(byName.values());
        Placeholder<TString> prefix = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
        List<Operand<?>> values = new ArrayList<>();
        variables.forEach(variable -> values.add(variable.value()));
        return new SaveOp(prefix, tf.train.save(prefix, names(variables), noSlices(variables), values));
    }

    /** See {@link #saveOp}. */
    public record SaveOp(Placeholder<TString> prefix, Op save) {
        public void run(Session session, String filePrefix) {
            try (TString value = TString.scalarOf(filePrefix)) {
                session.runner().feed(prefix, value).addTarget(save).run().close();
            }
        }
    }

    /** Restores variables from a file that has them all. */
    public void restore(Session session, String filePrefix, List<Variable> variables) {
        List<Class<? extends TType>> types = new ArrayList<>();
        variables.forEach(variable -> types.add(TFloat32.class));
        List<Output<?>> values = tf.train
                .restore(tf.constant(filePrefix), names(variables), noSlices(variables), types)
                .tensors();
        List<Op> restored = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            restored.add(tf.assignVariableOp(variables.get(i).handle(), values.get(i)));
        }
        NoOp all = tf.withControlDependencies(restored).noOp();
        session.run(all);
    }

    private Operand<TString> names(List<Variable> variables) {
        return tf.constant(
                NdArrays.vectorOfObjects(variables.stream().map(Variable::name).toArray(String[]::new)));
    }

    private Operand<TString> noSlices(List<Variable> variables) {
        return tf.constant(
                NdArrays.vectorOfObjects(variables.stream().map(variable -> "").toArray(String[]::new)));
    }
}
