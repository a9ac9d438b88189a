package dev.latchkey.audit.spool;

import java.util.concurrent.locks.LockSupport;

/** A thread in the background that can be woken without waiting for it. */
final class Worker {

    private final String name;
    private volatile Thread thread;

    Worker(String name) {
        this.name = name;
    }

    void start(Runnable task) {
        var started = new Thread(task, name);
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Waits for the end of a task that was told to stop, whatever interrupts. */
    void join() {
        boolean interrupted = false;
        while (thread != null) {
            wake();
            try {
                thread.join();
                thread = null;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
