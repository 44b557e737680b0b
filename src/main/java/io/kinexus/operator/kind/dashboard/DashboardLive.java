package io.kinexus.operator.kind.dashboard;

import io.kinexus.operator.core.resource.Live;

/** One dashboard as read. */
record DashboardLive(String arn, String name, String body) implements Live {}
