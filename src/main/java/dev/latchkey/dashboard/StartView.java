package dev.latchkey.dashboard;

/**
 * What a newcomer needs.
 *
 * @param url where the service is
 * @param hint the hint of a key of theirs; empty when they have none
 */
public record StartView(String url, String hint) {}
