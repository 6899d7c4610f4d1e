/// Submits campaigns and follows them to their end. Front door:
/// [org.proofmark.cli.campaign.CampaignRunner].
@NullMarked
package org.proofmark.cli.campaign;

import org.jspecify.annotations.NullMarked;
