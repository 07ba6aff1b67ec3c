package io.facegate.vision;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.tensorflow.TensorFlow;

/**
 * TensorFlow and OpenCV, which are loaded when a class of theirs is first used. That takes a third of a start's time, and needs
 * nothing of what else is started: so it can be done beside.
 */
public final class NativeLibraries {
    private NativeLibraries() {}

    /**
     * Loads them, and waits for that.
     *
     * @throws LinkageError if they can't be loaded here
     */
    public static void load() {
        TensorFlow.version();
        Loader.load(opencv_core.class);
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_imgcodecs.class);
    }

    /**
     * Loads them in a thread of its own. What keeps them from being loaded is told to whoever uses them, who meets it again.
     */
    public static void loadBeside() {
        Thread thread = new Thread(NativeLibraries::load, "native-libraries");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> {});
        thread.start();
    }
}
