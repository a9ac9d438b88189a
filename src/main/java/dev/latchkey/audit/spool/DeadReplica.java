package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The spools that replicas left behind under the same base folder, for a living one to deliver. */
public final class DeadReplica {

    private DeadReplica() {}

    /** The names of the replicas, other than one's own, whose folder nobody has. */
    public static List<String> find(Path base, String own) throws SpoolException {
        try (var folders = Files.list(base)) {
            return folders.filter(folder -> !folder.endsWith(own))
                    .filter(folder -> Files.exists(folder.resolve(FolderLock.NAME)))
                    .filter(DeadReplica::isDead)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new SpoolException("Cannot list the spools in " + base, e);
        }
    }

    /** Takes the spool of a dead replica to read and then {@link Spool#discard()}; nothing when somebody else has it. */
    public static Optional<Spool> adopt(Path base, String replica, SpoolSettings settings) throws SpoolException {
        var folder = FolderLock.folder(base, replica);
        try {
            var lock = FolderLock.take(folder);
            return lock.isEmpty() ? Optional.empty() : Optional.of(Spool.open(lock.get(), settings, true));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new SpoolException("Cannot adopt the spool in " + folder, e);
        }
    }

    private static boolean isDead(Path folder) {
        try (var lock = FolderLock.take(folder).orElse(null)) {
            return lock != null;
        } catch (IOException e) {
            // Being removed, or not ours to read.
            return false;
        }
    }
}
