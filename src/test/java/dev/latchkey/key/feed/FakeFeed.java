package dev.latchkey.key.feed;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A feed whose questions the test answers, on a clock that the test moves. */
public final class FakeFeed implements ChangeLog {

    public static final Duration FRESH = Duration.ofSeconds(2);
    public static final Duration GRACE = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final Deque<UniEmitter<? super Changes>> questions = new ArrayDeque<>();
    private final List<Optional<Long>> confirmed = new ArrayList<>();
    private long nanos = 1_000_000_000L;
    private final Freshness freshness;
    private final KeyFeed feed;

    public FakeFeed() {
        this(GRACE);
    }

    public FakeFeed(Duration grace) {
        freshness = new Freshness(FRESH, grace, this::now, this::nanos);
        feed = new KeyFeed(this, freshness, Duration.ofMinutes(1));
    }

    @Override
    public Uni<Changes> after(Optional<Long> before) {
        confirmed.add(before);
        return Uni.createFrom().emitter(emitter -> questions.add(emitter));
    }

    @Override
    public Uni<Void> leave() {
        return Uni.createFrom().voidItem();
    }

    public Freshness freshness() {
        return freshness;
    }

    public KeyFeed feed() {
        return feed;
    }

    public Instant now() {
        return NOON.plusNanos(nanos - 1_000_000_000L);
    }

    public long nanos() {
        return nanos;
    }

    public void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Joins at a change. */
    public void join(long head) {
        feed.ask();
        answer(head);
        answer(head);
    }

    /** Answers the question under way: nothing after the head. */
    public void answer(long head) {
        questions.remove().complete(new Changes(head, List.of()));
    }

    /** Answers the question under way with one change. */
    public void answer(long sequence, byte[] digest) {
        answer(sequence, new Change(sequence, List.of(digest), Optional.empty()));
    }

    /** Answers the question under way with changes. */
    public void answer(long head, Change... changes) {
        questions.remove().complete(new Changes(head, Arrays.asList(changes)));
    }

    /** The question under way is not answered, nor is the one that follows at once. */
    public void fail() {
        failOnce();
        failOnce();
    }

    public void failOnce() {
        questions.remove().fail(new IOException("cut on purpose"));
    }

    public boolean isAsking() {
        return !questions.isEmpty();
    }

    /** What each question confirmed. */
    List<Optional<Long>> confirmed() {
        return confirmed;
    }

    static Change change(long sequence, int secret) {
        return new Change(sequence, List.of(digest(secret)), Optional.empty());
    }

    static Change change(long sequence, UUID organization) {
        return new Change(sequence, List.of(), Optional.of(organization));
    }

    static byte[] digest(int secret) {
        var bytes = new byte[32];
        bytes[31] = (byte) secret;
        return bytes;
    }
}
