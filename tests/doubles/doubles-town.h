/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"
#include "transport-source.h"

G_BEGIN_DECLS

/* Many servers at once and the DNS that leads to them: a source whose transports are answered as their place was
 * told to. A place that was not built refuses. All happens on the clock. */
#define DOUBLES_TYPE_TOWN (doubles_town_get_type ())
G_DECLARE_FINAL_TYPE (DoublesTown, doubles_town, DOUBLES, TOWN, GObject)

typedef enum
{
  DOUBLES_PLACE_REFUSES,
  DOUBLES_PLACE_HANGS,  /* the connection never comes up */
  DOUBLES_PLACE_SILENT, /* it does, and nothing answers */
  DOUBLES_PLACE_ASKS,   /* 401, realm "example.org", MD5 and SHA-256 */
  DOUBLES_PLACE_OPEN,   /* 200 */
  DOUBLES_PLACE_BUSY,   /* 503 */
  DOUBLES_PLACE_LIES,   /* TRANSPORT_ERROR_CERTIFICATE */
} DoublesPlace;

DoublesTown *doubles_town_new      (SipClock     *clock,
                                    SipTokens    *tokens);
void         doubles_town_build    (DoublesTown  *self,
                                    const char   *uri,
                                    DoublesPlace  place);
/* How long a place takes to answer; 0 to begin with. */
void         doubles_town_set_delay (DoublesTown *self,
                                    const char   *uri,
                                    guint         delay_ms);
/* @server leads to @uri too, after those it was given before; @reason NULL: not by DNS. */
void         doubles_town_name     (DoublesTown  *self,
                                    const char   *server,
                                    const char   *uri,
                                    const char   *reason);
/* Everything that anybody was sent, as "wss://a/ < first line…". */
const char  *doubles_town_get_heard (DoublesTown *self);
/* The most connections there were at the same time. */
guint        doubles_town_get_most_open (DoublesTown *self);
guint        doubles_town_get_n_open (DoublesTown *self);

G_END_DECLS
