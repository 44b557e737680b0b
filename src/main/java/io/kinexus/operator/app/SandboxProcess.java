package io.kinexus.operator.app;

import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Operator.RunRequest;
import java.util.concurrent.CountDownLatch;

/** The sandbox alone in its process, at speed 1 unless given, until it is told to end. */
final class SandboxProcess {
    private static final double REAL = 1;

    private final Console console;

    SandboxProcess(Console console) {
        this.console = console;
    }

    int run(RunRequest request) {
        CountDownLatch told = new CountDownLatch(1);
        try (SandboxCloud cloud = SandboxCloud.start(
                DesiredFolders.folder(request.desiredState()),
                request.sandboxPort(),
                request.speed().orElse(REAL))) {
            Ending ending = Ending.onSignal(told::countDown);
            console.say("AWS sandbox  " + cloud.uri());
            console.say("its control  " + cloud.uri().resolve("/_sandbox/state"));
            told.await();
            ending.over(0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
