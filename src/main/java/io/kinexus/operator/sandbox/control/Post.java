package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.Sandbox;
import java.util.ArrayDeque;
import java.util.Deque;

/** Events between their bus and their targets: lost, doubled, late, or overtaken by the next one. */
final class Post {
    private final Sandbox sandbox;
    private final Deque<Runnable> overtaken = new ArrayDeque<>();

    Post(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void strike(Fault fault, Runnable delivery) {
        switch (fault.sort()) {
            case EVENT_DUP -> {
                deliver(delivery);
                sandbox.clock().after(fault.seconds(), delivery);
            }
            case EVENT_DELAY -> sandbox.clock().after(fault.seconds(), delivery);
            case EVENT_REORDER -> {
                overtaken.addLast(delivery);
                // Without a next one it must arrive all the same.
                sandbox.clock().after(fault.seconds(), () -> letGo(delivery));
            }
            default -> {
                // Dropped: at least once is what EventBridge promises, and here it breaks its word.
            }
        }
    }

    /** Then those that it has overtaken. */
    void deliver(Runnable delivery) {
        delivery.run();
        while (!overtaken.isEmpty()) {
            overtaken.removeFirst().run();
        }
    }

    private void letGo(Runnable delivery) {
        if (overtaken.remove(delivery)) {
            delivery.run();
        }
    }
}
