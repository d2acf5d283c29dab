/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-script.h"
#include "sip-message.h"

G_BEGIN_DECLS

/* The far end, which is no agent: it says exactly what the scene says, with the headers that must match filled
 * in from what was said before. */
typedef struct
{
  GHashTable *heard;     /* "INVITE" or "200 INVITE" → SipMessage, the last of its kind that we sent */
  GHashTable *said;      /* "INVITE" or "200" → char *, the last of its kind that it said */
  char       *call_id;   /* of its dialog with us */
  char       *our_tag;
  char       *far_tag;
  char       *our_contact;
  GHashTable *dialogs;   /* Call-ID → our tag and its own, as "ours\ntheirs", of all but the one of now */
  char       *before[3]; /* Call-ID, our tag and its own of the dialog before; NULL: none */
  char       *branch;    /* of its last INVITE */
  char       *rack;      /* what a PRACK to our last reliable answer names; NULL: there was none */
  guint       cseq;
  guint       invite_cseq;
  guint       n_refusal; /* status of our last final answer to its INVITE; 0: none */
  guint       n_made;    /* for what must be new each time */
} SceneFar;

void        scene_far_init     (SceneFar         *self);
void        scene_far_clear    (SceneFar         *self);
/* What we sent. */
void        scene_far_hear     (SceneFar         *self,
                                SipMessage       *message);
/* What it says for a step "< …"; NULL and an error when the scene makes no sense. */
char       *scene_far_say      (SceneFar         *self,
                                const SceneStep  *step,
                                GError          **error);
/* A canned description: "offer", "answer", "hold", "none"; NULL: no such. */
const char *scene_far_describe (const char       *name);

/* What it says next is said in the dialog with this Call-ID, if it ever was in one. */
void        scene_far_turn_to     (SceneFar         *self,
                                   const char       *call_id);
/* For scene-far.c and scene-hear.c: the dialog of now is remembered. */
void        scene_far_keep_dialog (SceneFar         *self);
/* Whether a request outside a dialog asks for one. */
gboolean    scene_far_makes_dialog (SipMessage      *request);

G_END_DECLS
