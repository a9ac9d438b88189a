package dev.latchkey.problem;

/** Writes a problem for people. */
public interface ProblemPage {

    /** The problem as HTML. */
    String html(Problem problem, String requestId);
}
