package dev.latchkey.audit;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Holds events until Postgres has them. Room is reserved before there is an event, so that adding one never waits and
 * never lacks room. Any thread may add; one at a time may take.
 */
interface UsageBuffer {

    /** Takes room for one event of at most so many bytes; false when there is none or the service stops. */
    boolean reserve(int bytes);

    /** Gives back room that was reserved and is not needed. */
    void release(int bytes);

    /**
     * Uses a reservation. The stage completes when the event is as safe as the mode promises; it fails when the event
     * cannot be kept, and then the request must not be answered.
     */
    CompletionStage<Void> add(UsageEvent event, int reservedBytes);

    /** The oldest events, at most so many, which stay held until they are acknowledged. May read files. */
    UsageBatch take(int max);

    /** The batch that was taken last is safe elsewhere. */
    void acknowledge(UsageBatch batch);

    boolean hasEvents();

    /** Refuses new reservations; those that were given may still be used. */
    void close();

    /** Whether nothing is held and nothing can come any more. */
    boolean isFinished();

    /** Lets go of files. What is still held then is lost in memory and stays in a spool. */
    void dispose();

    boolean isFull();

    /** Why nothing more can be accepted, other than for want of room. */
    Optional<String> problem();

    UsageBufferState state();
}
