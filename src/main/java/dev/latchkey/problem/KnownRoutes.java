package dev.latchkey.problem;

import java.util.List;

/** The routes there are, for who has missed them. */
public interface KnownRoutes {

    /** Whether a path answers any method. */
    boolean hasPath(String path);

    /** The media types that a route takes as a body, the preferred one first; none when there is no such route. */
    List<String> bodyTypes(String method, String path);
}
