package io.facegate.service.compreface;

import java.util.HashMap;
import java.util.Map;

/** As {@link OpenedCompreFace}, with embeddings that are decided by. */
public final class OpenedEmbeddings extends OpenedCompreFace {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("facegate.compreface.embeddings", "true");
        return settings;
    }
}
