/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-source.h"

G_BEGIN_DECLS

/* Internal: a source that knows one place and no other, so that a connection cannot wander off to a second one. */
#define UA_TYPE_PROBE_SOURCE (ua_probe_source_get_type ())
G_DECLARE_FINAL_TYPE (UaProbeSource, ua_probe_source, UA, PROBE_SOURCE, GObject)

TransportSource *ua_probe_source_new (TransportSource *maker,
                                      TransportTarget *target);

G_END_DECLS
