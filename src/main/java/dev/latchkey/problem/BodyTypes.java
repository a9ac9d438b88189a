package dev.latchkey.problem;

import java.util.List;

/** What routes take as a body, for who sent something else. */
public interface BodyTypes {

    /** The media types, the preferred one first; none when there is no such route. */
    List<String> of(String method, String path);
}
