package io.facegate.training.fit;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.training.checkpoint.TrainedNetwork.Parameter;
import io.facegate.training.network.Widening;
import org.tensorflow.ndarray.Shape;

/**
 * The parameters of a trained network as another one begins with them, which may be wider.
 *
 * @param trained stays the caller's
 */
record WidenedStart(TrainedNetwork trained, Widening widening) {

    /**
     * @throws TrainingException if there is no such parameter, or it can't be widened to the shape
     */
    float[] read(String name, Shape shape) {
        Parameter found = trained.read(name);
        if (found.shape().equals(shape)) {
            return found.values();
        }
        if (!Widening.widens(found.shape(), shape)) {
            throw new TrainingException(
                    "Parameter %s has the shape %s where the network has %s, which can't be made of it.%nMaybe it is of another network, or of a wider one: a network can be widened, not narrowed (network.width)."
                            .formatted(name, found.shape(), shape));
        }
        return widening.widened(name, found.values(), found.shape(), shape);
    }
}
