package io.kinexus.operator.core.rollout;

/** What is to be done in AWS. Each may be given again and again until the facts show that it has taken effect. */
public enum Command {
    /** Run the migration, on the new revision. */
    MIGRATE,
    /** Run the declared test Task against a task of the new revision that gets no traffic. */
    TEST,
    /** Stop the migration or the test: it is past its time, or a person has taken the revision back. */
    STOP_TASKS,
    /** StopServiceDeployment with ROLLBACK. */
    STOP_DEPLOYMENT,
    /** Send the last good revision: the old tasks are gone. */
    RESTORE,
    /** Scale a service that never was healthy to nothing. */
    STOP_SERVICE
}
