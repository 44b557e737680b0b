package io.kinexus.operator.api;

import java.util.List;

/**
 * What differs from the files.
 *
 * @param drift the steps that would close the gaps, with the rulings on them
 */
public record Drift(String environment, String sync, List<PlanView.StepView> drift) {}
