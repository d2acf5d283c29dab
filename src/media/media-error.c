/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One domain for everything that can keep two people from hearing each other, so that the phone can tell a
 * missing microphone from a closed firewall. */

#include "media-error.h"

G_DEFINE_QUARK (media-error-quark, media_error)
