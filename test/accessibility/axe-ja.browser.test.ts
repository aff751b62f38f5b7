import { checkEveryPage } from './axe.ts';

checkEveryPage('ja');
