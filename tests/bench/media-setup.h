/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call that is timed while it is set up; SIP takes no time here. */

#pragma once

#include "media-pair.h"

G_BEGIN_DECLS

/* Each since the one before it, in ms. */
typedef struct
{
  double offered;
  double answered;
  double accepted;
  double found;     /* by ICE, at both ends */
  double connected; /* and by DTLS */
  double heard;
  double total;
} MediaSetUp;

MediaSetUp setup_measure (Pair *pair);

G_END_DECLS
