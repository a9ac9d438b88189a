package dev.latchkey.audit.spool;

import dev.latchkey.audit.spool.SpoolBatch.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What all files of a folder hold: the archives in the order of their records, and the two window files. */
record Surveys(List<Survey> archives, List<Survey> windows) {

    static Surveys of(Storage storage, Layout layout, Mark checkpoint) throws IOException {
        var archives = new ArrayList<Survey>();
        var windows = new ArrayList<Survey>();
        for (var name : storage.names()) {
            var index = Archive.index(name);
            if (index.isPresent()) {
                try (var file = storage.open(name)) {
                    archives.add(Survey.of(file, layout, index.getAsLong(), checkpoint));
                }
            }
        }
        for (var name : WindowFiles.NAMES) {
            try (var file = storage.open(name)) {
                windows.add(Survey.ofNewest(file, layout, checkpoint));
            }
        }
        archives.sort(Comparator.comparing(Survey::index));
        dropDuplicates(archives, windows);
        return new Surveys(archives, windows);
    }

    /** The position after the last record that there was. */
    long end(Layout layout) {
        return highest(survey -> layout.start(survey.index()) + survey.end());
    }

    long firstSequence() {
        return all().min(Comparator.comparing(Survey::index))
                .map(Survey::firstSequence)
                .orElse(0L);
    }

    long nextSequence() {
        return highest(Survey::nextSequence);
    }

    long pending() {
        return all().mapToLong(Survey::pending).sum();
    }

    /** The first window index after a given one that is beyond all of these and falls on the file not used last. */
    long lastIndex(long seen) {
        long last = Math.max(seen, highest(Survey::index));
        int newestFile = windows.get(0).index() > windows.get(1).index() ? 0 : 1;
        boolean none = windows.get(0).index() == 0 && windows.get(1).index() == 0;
        return none || (last & 1) == newestFile ? last : last + 1;
    }

    private long highest(ToLongFunction<Survey> value) {
        return all().mapToLong(value).max().orElse(0);
    }

    private Stream<Survey> all() {
        return Stream.concat(archives.stream(), windows.stream()).filter(survey -> survey.index() > 0);
    }

    /**
     * A window whose file was not reused since it was archived is there twice; the better copy counts. One that is older
     * than an archive was done with: the window after the archived one had begun in its file, and the power was lost
     * before the disk had it.
     */
    private static void dropDuplicates(List<Survey> archives, List<Survey> windows) {
        for (var archive : archives) {
            windows.replaceAll(window -> window.index() < archive.index() ? Survey.EMPTY : window);
            windows.replaceAll(window -> window.index() == archive.index() && window.whole() <= archive.whole()
                    ? window.withoutRecords()
                    : window);
        }
        archives.removeIf(archive ->
                windows.stream().anyMatch(window -> window.index() == archive.index() && window.whole() > 0));
    }
}
