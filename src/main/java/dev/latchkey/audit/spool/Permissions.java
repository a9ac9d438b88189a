package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Usage events are the owner's business alone, where the file system knows owners. */
final class Permissions {

    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private Permissions() {}

    static FileAttribute<?>[] ofFile(Path folder) {
        return of(folder, FILE);
    }

    /** Makes a folder, and those above it, or narrows one that is there. */
    static void createFolder(Path folder) throws IOException {
        var existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        Files.createDirectories(folder, of(existing, FOLDER));
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        }
    }

    static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null
                && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] of(Path path, String permissions) {
        return path != null && isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
