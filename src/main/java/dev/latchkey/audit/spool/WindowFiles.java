package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The two files that windows take turns in. */
final class WindowFiles {

    static final List<String> NAMES = List.of("window-0", "window-1");

    private static final int STRETCH = 64 << 10;

    private WindowFiles() {}

    /**
     * Sees to it that both files are there in full size. They are really written: a store into a mapped file for which
     * the disk has no room would end the process. What the last owner left in them is durable afterwards.
     */
    static void prepare(Storage storage, int size) throws IOException {
        for (var name : NAMES) {
            try (var file = storage.names().contains(name) ? storage.open(name) : storage.create(name)) {
                for (long at = file.size(); at < size; at = file.size()) {
                    file.write(ByteBuffer.allocate((int) Math.min(STRETCH, size - at)), at);
                }
                file.force();
            }
        }
        storage.forceFolder();
    }

    static Window[] map(Storage storage, Layout layout, Recovery recovered) throws IOException {
        var windows = new Window[NAMES.size()];
        for (int i = 0; i < windows.length; i++) {
            var mapping = storage.map(NAMES.get(i), layout.windowSize());
            var found = recovered.windows().get(i);
            // What is acknowledged is as good as nothing.
            windows[i] = found.pending() == 0
                    ? new Window(mapping, layout, 0, 0)
                    : new Window(mapping, layout, found.index(), layout.start(found.index()) + found.end());
        }
        return windows;
    }

    /** How the log that is there is cut into windows, whatever the settings say now; else as they say. */
    static Layout layout(Storage storage, SpoolSettings settings) throws IOException {
        Optional<Integer> size = Optional.empty();
        for (var name : storage.names()) {
            if (size.isEmpty() && (NAMES.contains(name) || Archive.index(name).isPresent())) {
                try (var file = storage.open(name)) {
                    size = Survey.header(file).map(WindowHeader::windowSize);
                }
            }
        }
        return new Layout(size.orElse(settings.windowSize()));
    }
}
