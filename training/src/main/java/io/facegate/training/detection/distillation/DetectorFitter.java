package io.facegate.training.detection.distillation;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.Checkpoint;
import io.facegate.training.checkpoint.CheckpointParameters;
import io.facegate.training.checkpoint.Checkpoints;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.checkpoint.RunState;
import io.facegate.training.detection.OutputNetwork;
import io.facegate.training.fit.Resumption;
import io.facegate.training.fit.StopSignal;
import io.facegate.training.network.Parameters;
import io.facegate.training.schedule.CosineDecay;
import io.facegate.training.schedule.Schedule;
import io.facegate.training.schedule.WarmUp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Trains the networks one after the other. A run that was stopped or killed goes on from its last checkpoint, and does
 * then what it would have done.
 */
public final class DetectorFitter {
    /** Scenes of other people are counted from here, so that the crops' random numbers differ too. */
    private static final long VALIDATION_SCENES = 1L << 40;

    /** Networks that learn from scenes. */
    private static final int OF_SCENES = 3;

    private final DetectorSettings settings;
    private final Map<Stage, Parameters> teacher;
    private final List<Path> training;
    private final List<Path> validation;
    private final Path folder;
    private final DetectorListener listener;

    /** How a run ended. */
    public enum Outcome {
        FINISHED,
        STOPPED
    }

    /**
     * @param teacher parameters of its networks
     * @param training pictures
     * @param validation pictures of other people
     * @param folder for a folder of checkpoints for each stage
     */
    public DetectorFitter(
            DetectorSettings settings,
            Map<Stage, Parameters> teacher,
            List<Path> training,
            List<Path> validation,
            Path folder,
            DetectorListener listener) {
        this.settings = settings;
        this.teacher = new EnumMap<>(teacher);
        this.training = List.copyOf(training);
        this.validation = List.copyOf(validation);
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * @param stop stays the caller's
     */
    public Outcome run(StopSignal stop) throws IOException {
        Map<Stage, Parameters> start = StartingDetector.read(settings.start());
        Map<Stage, Parameters> student = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            if (stop.requested()) {
                return Outcome.STOPPED;
            }
            if (settings.steps(stage) > 0 && !isFinished(stage)) {
                fit(stage, student, start.get(stage), stop);
                if (stop.requested()) {
                    return Outcome.STOPPED;
                }
            }
            if (settings.steps(stage) > 0) {
                student.put(stage, trained(folder, stage));
            } else if (start.containsKey(stage)) {
                student.put(stage, start.get(stage));
            }
        }
        return Outcome.FINISHED;
    }

    private boolean isFinished(Stage stage) throws IOException {
        return checkpoints(folder, stage)
                .last()
                .map(checkpoint -> checkpoint.state().stepOfStage() >= settings.steps(stage))
                .orElse(false);
    }

    /** What a run in this folder has made of a network so far, for a model. */
    public static Parameters trained(Path folder, Stage stage) throws IOException {
        return new CheckpointParameters(
                lastCheckpoint(folder, stage).variables(), CheckpointParameters.Storage.FLOAT32);
    }

    /**
     * @throws TrainingException if there is none yet
     */
    static Checkpoint lastCheckpoint(Path folder, Stage stage) throws IOException {
        return checkpoints(folder, stage)
                .last()
                .orElseThrow(
                        () -> new TrainingException("%s has no %s network yet.%nMaybe wait for its first checkpoint."
                                .formatted(folder, stage.label())));
    }

    private static Checkpoints checkpoints(Path folder, Stage stage) {
        return RunFolder.checkpoints(folder, stage.label());
    }

    private void fit(Stage stage, Map<Stage, Parameters> student, @Nullable Parameters start, StopSignal stop)
            throws IOException {
        if (stage == Stage.LANDMARKS) {
            fit(stage, new LandmarkGraph(settings, start), this::crops, stop);
        } else {
            fit(
                    stage,
                    new StageGraph(stage, settings, teacher, student, start),
                    pictures -> scenes(stage, pictures),
                    stop);
        }
    }

    /**
     * @param learner is closed
     * @param lessons of pictures
     */
    private <T> void fit(Stage stage, Learner<T> learner, Function<List<Path>, Lessons<T>> lessons, StopSignal stop)
            throws IOException {
        Checkpoints checkpoints = checkpoints(folder, stage);
        int steps = settings.steps(stage);
        Schedule rate = new WarmUp(settings.warmUpSteps(), new CosineDecay(settings.rate(stage), 0, steps));
        try (Learner<T> graph = learner) {
            Checkpoints.Found found = checkpoints.find();
            Checkpoint newest = found.newest();
            long first = newest == null ? 0 : newest.state().stepOfStage();
            if (newest == null) {
                checkpoints.write(RunState.atStep(0, stage.ordinal(), 0), graph::save);
            } else {
                graph.restore(newest.variables());
            }
            long before = settings.stepsBefore(stage);
            listener.started(stage, new Resumption(first, newest != null, found.damaged()).after(before));
            try (LessonReader<T> reader = new LessonReader<>(lessons.apply(training), first)) {
                boolean stopping = false;
                for (long step = first; step < steps && !stopping; step++) {
                    double stepRate = rate.at(step + 1);
                    StageFigures figures = graph.step(reader.next(), step, stepRate);
                    if (!Float.isFinite(figures.loss())) {
                        throw new TrainingException(
                                "The loss of step %d of the %s network is %s.%nMaybe lower its rate."
                                        .formatted(step, stage.label(), figures.loss()));
                    }
                    listener.stepDone(
                            new DetectorListener.Step(stage, step, steps, before + step, figures.loss(), stepRate));
                    long done = step + 1;
                    if (done % settings.validationSteps() == 0 || done == steps) {
                        listener.validated(validate(stage, graph, lessons, done));
                    }
                    stopping = stop.requested();
                    if (done % settings.checkpointSteps() == 0 || done == steps || stopping) {
                        checkpoints.write(RunState.atStep(done, stage.ordinal(), done), graph::save);
                    }
                }
            }
        }
    }

    private <T> DetectorListener.Validation validate(
            Stage stage, Learner<T> graph, Function<List<Path>, Lessons<T>> lessons, long step) throws IOException {
        int scenes = settings.validationScenes();
        double loss = 0;
        double box = 0;
        double landmarks = 0;
        double faces = 0;
        double missed = 0;
        double invented = 0;
        try (Lessons<T> drawn = lessons.apply(validation)) {
            for (int scene = 0; scene < scenes; scene++) {
                long number = VALIDATION_SCENES + scene;
                StageFigures figures = graph.measure(drawn.draw(number), number);
                loss += figures.loss();
                box += figures.box() * figures.faces();
                landmarks += figures.landmarks() * figures.faces();
                faces += figures.faces();
                missed += figures.missed();
                invented += figures.invented();
            }
        }
        double perFace = 1 / Math.max(1, faces);
        return new DetectorListener.Validation(
                stage,
                step,
                settings.stepsBefore(stage) + step,
                loss / scenes,
                Math.sqrt(box * perFace / 4),
                Math.sqrt(landmarks * perFace / OutputNetwork.LANDMARK_COORDINATES),
                Math.round(faces),
                missed * perFace,
                invented * perFace);
    }

    private Scenes scenes(Stage stage, List<Path> pictures) {
        // other scenes for each stage
        return new Scenes(pictures, settings.ofScenes(stage).scene(), settings.seed() * OF_SCENES + stage.ordinal());
    }

    private LandmarkLessons crops(List<Path> pictures) {
        return new LandmarkLessons(
                pictures, new LandmarkTeacher(teacher, settings.threads()), settings.landmarks(), settings.seed());
    }
}
