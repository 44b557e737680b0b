package io.kinexus.operator.api;

import java.util.List;

/** No Task is called so in this environment, or ECS knows none of its runs by this id. */
public final class NoSuchTask extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchTask(String environment, String task, List<String> known) {
        super("no task is called " + task + " in " + environment + "; "
                + (known.isEmpty() ? "there is none" : "there is " + String.join(", ", known)));
    }

    public NoSuchTask(String task, String id) {
        super("ECS knows no run " + id + " of task " + task + "; it forgets one an hour after its end");
    }
}
