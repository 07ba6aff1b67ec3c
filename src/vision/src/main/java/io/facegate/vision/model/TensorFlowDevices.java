package io.facegate.vision.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** What TensorFlow finds in this machine to compute with. */
public final class TensorFlowDevices {
    private static final String GPU = "GPU";

    private TensorFlowDevices() {}

    /**
     * Names such as {@code /job:localhost/replica:0/task:0/device:GPU:0}. To be asked after the first model is loaded: who
     * is first decides about TensorFlow's threads and a GPU's memory.
     */
    public static List<String> gpus() {
        try (PointerScope scope = new PointerScope();
                TF_Status status = TF_Status.newStatus();
                TF_Graph graph = TF_Graph.newGraph();
                TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
                TF_Session session = TF_Session.newSession(graph, options, status)) {
            status.throwExceptionIfNotOK();
            TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
            status.throwExceptionIfNotOK();
            try {
                List<String> gpus = new ArrayList<>();
                for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
                    String type =
                            tensorflow.TF_DeviceListType(devices, i, status).getString();
                    if (type.equals(GPU)) {
                        gpus.add(
                                tensorflow.TF_DeviceListName(devices, i, status).getString());
                    }
                }
                return List.copyOf(gpus);
            } finally {
                tensorflow.TF_DeleteDeviceList(devices);
            }
        }
    }
}
