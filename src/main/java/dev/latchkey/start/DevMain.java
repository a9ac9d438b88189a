package dev.latchkey.start;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Starts the service for quarkus:dev, on an embedded Postgres unless another one is configured. Only this class knows
 * of the embedded one, so that no package has it.
 */
@QuarkusMain(name = "dev")
public final class DevMain {

    private static final Logger LOG = Logger.getLogger(DevMain.class);
    private static final String PEPPER = "latchkey.keys.pepper";
    private static final String SPOOL = "latchkey.usage-log.spool.folder";

    DevMain() {}

    public static void main(String... args) {
        try {
            Main.prepare();
            prepare();
        } catch (StartException e) {
            Main.exit(1, e);
        } catch (IOException | SQLException e) {
            Main.exit(1, new StartException("embedded Postgres cannot be started: " + e.getMessage() + "."));
        }
        Quarkus.run(null, DevMain::exit, args);
    }

    /** What a person must mend outside of the sources ends the process; after anything else a reload may help. */
    private static void exit(int code, Throwable failure) {
        if (failure != null && StartFailure.known(failure).isPresent()) {
            Main.exit(code, failure);
        }
        if (failure != null) {
            LOG.error("Start failed", failure);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
    }

    /** A live reload finds everything as the first start left it. */
    private static void prepare() throws IOException, SQLException {
        boolean needsDatabase = DatabaseUrl.given().isEmpty();
        boolean needsPepper = isMissing(PEPPER);
        boolean needsSpool = isMissing(SPOOL);
        if (!needsDatabase && !needsPepper && !needsSpool) {
            return;
        }
        var folder = DevFolder.open(Path.of(System.getProperty("latchkey.dev.folder", ".latchkey")));
        if (needsPepper) {
            System.setProperty(PEPPER, folder.secret("pepper"));
        }
        if (needsSpool) {
            System.setProperty(SPOOL, folder.path().resolve("spool").toString());
        }
        if (needsDatabase) {
            var database = EmbeddedDatabase.start(folder.path(), folder.secret("postgres-password"));
            Runtime.getRuntime().addShutdownHook(new Thread(database::stop, "embedded-postgres-stop"));
            database.settings().forEach(System::setProperty);
        }
    }

    private static boolean isMissing(String property) {
        var variable = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        return System.getProperty(property) == null && System.getenv(variable) == null;
    }
}
