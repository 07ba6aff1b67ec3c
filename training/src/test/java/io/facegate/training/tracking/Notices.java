package io.facegate.training.tracking;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a tracker says to people. */
final class Notices implements Consumer<String> {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void accept(String notice) {
        said.add(notice);
    }

    List<String> said() {
        return said;
    }
}
